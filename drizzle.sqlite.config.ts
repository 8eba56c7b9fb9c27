import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  casing: 'snake_case',
  schema: './server/store/tables-sqlite.ts',
  out: './drizzle/sqlite',
});
