/** Whether people with disabilities can use the page as it stands: axe, in the page itself, on WCAG 2.2 AA. */
import axe from 'axe-core';
import { expect } from 'vitest';
import type { Phone } from './phone.ts';

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** Fails with every serious or critical finding: the rule, where, and why. */
export async function isAccessible({ page, cdp }: Phone): Promise<void> {
  // By the debugger, because the page's own policy lets no foreign script in.
  await cdp.send('Runtime.evaluate', { expression: `window.axe || (() => { ${axe.source} })()` });
  const expression = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(violations))`;
  const { result } = await cdp.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  const violations = JSON.parse(String(result.value)) as readonly Violation[];
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${impact} ${id} (${help}) at ${target.join(' ')}: ${failureSummary ?? ''}`,
      ),
    );
  expect({ page: new URL(page.url()).pathname, grave }).toEqual({ page: new URL(page.url()).pathname, grave: [] });
}

/** The same in both themes. */
export async function isAccessibleInBothThemes(phone: Phone): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await phone.page.emulateMedia({ colorScheme });
    await isAccessible(phone);
  }
}
