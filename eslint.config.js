/**
 * Lint rules. Layout is prettier's and imports are test/architecture.test.ts's; here are mistakes and the bans of
 * ARCHITECTURE.md that can be seen in one file.
 */
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const clock = 'Time comes from ctx.clock (an argument in rules); only server/clock.ts reads the machine.';
const chance = 'A seed is an argument; secrets come from node:crypto.';

const bansOfTime = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
  { selector: "CallExpression[callee.name='Date']", message: clock },
];

export default ts.config(
  { ignores: ['dist/', 'data/', 'drizzle/', 'test-results/', '**/node_modules/'] },
  js.configs.recommended,
  ts.configs.recommended,
  ts.configs.stylistic,
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-implicit-coercion': ['error', { boolean: false }],
      'no-restricted-syntax': ['error', ...bansOfTime],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: clock },
        { object: 'Math', property: 'random', message: chance },
      ],
      // Types say more than names here; tsc checks both of these better.
      'no-undef': 'off',
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/array-type': 'off',
    },
  },
  {
    // What only the types can tell: a promise nobody waits for is a lost answer or an unhandled failure.
    files: ['server/**/*.ts', 'test/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  {
    files: ['server/**/*.ts', 'web/**/*.ts'],
    // A schema is one flat list of columns; cutting it up would hide it.
    ignores: ['server/store/schema*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      // Svelte's `let { a = $bindable() } = $props()` must be let.
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // Rune classes replace a whole Map kept in $state.raw; the rule takes every local Map for a mistake.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    // The dialect's own methods exist on one of the two databases only, so all but open-* must do without them.
    files: ['server/store/**/*.ts'],
    ignores: ['server/store/open-*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...bansOfTime,
        {
          selector:
            'CallExpression[callee.property.name=/^(all|run|transaction)$/][callee.object.name!="Promise"],' +
            // A Map's get has a key; the dialect's has nothing, or an object of placeholders.
            'CallExpression[callee.property.name="get"]:matches([arguments.length=0], [arguments.0.type="ObjectExpression"])',
          message: 'Await the query builder: .get/.all/.run/.transaction are of one database only.',
        },
      ],
    },
  },
  {
    files: ['server/clock.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    // Commands and tests talk to a terminal; a store opened without a reporter has only the terminal to complain to.
    files: ['server/cli/**/*.ts', 'server/store/open-*.ts', 'test/helpers/**/*.ts', 'test/bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
);
