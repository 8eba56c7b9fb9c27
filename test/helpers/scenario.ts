/**
 * A request and what must come back, as one value: as whom, what is asked, the status, and what the
 * reply holds and must not hold. A table of them reads as the contract of an address.
 */
import { expect } from 'vitest';
import type { Asking, TestApp } from './build-app.ts';

export interface Scenario {
  readonly name: string;
  /** Cookie of who asks; nobody without it. */
  readonly as?: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly status: number;
  readonly contains?: readonly string[];
  readonly lacks?: readonly string[];
}

/** Never in any reply: how the server is made is nobody's business. */
const neverTold = ['node_modules', 'SQLITE', 'drizzle', 'at async', 'passwordHash', 'phoneIndex', 'cipher'];

export async function play(hoithi: TestApp, scenario: Scenario): Promise<void> {
  const { method = 'GET', url, as, headers, body } = scenario;
  const asking: Asking = {
    ...(as !== undefined && { cookie: as }),
    ...(headers && { headers }),
    ...(body !== undefined && { body }),
  };
  const reply = await hoithi.ask(method, url, asking);
  const lacking = (scenario.contains ?? []).filter((text) => !reply.body.includes(text));
  const leaked = [...neverTold, ...(scenario.lacks ?? [])].filter((text) => reply.body.includes(text));
  expect({ name: scenario.name, status: reply.statusCode, lacking, leaked, body: reply.body.slice(0, 600) }).toEqual({
    name: scenario.name,
    status: scenario.status,
    lacking: [],
    leaked: [],
    body: expect.any(String) as string,
  });
}
