import { expect, inject, test } from 'vitest';
import pg from 'pg';
import { createDatabase } from './helpers/postgres.ts';
test('pg', async () => {
  const db = await createDatabase(inject('postgresUrl'));
  const c = new pg.Client({ connectionString: db.url });
  await c.connect();
  const r = await c.query("select version() v, array(select x from unnest(array['z','đ','a','D','e']) x order by x) s");
  console.log(JSON.stringify(r.rows), inject('postgresUrl'));
  await c.end();
  await db.drop();
  expect(process.env.NODE_ENV).toBe('test');
});
