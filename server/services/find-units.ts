/**
 * Finding one's unit: down the tree step by step, or by a few letters without diacritics; and which units a contest's
 * people may belong to. The whole forest is kept in memory for a while; it is small beside the people in it and rarely changes.
 */
import type { ContestDefinition } from '../rules/contest.ts';
import type { Millis, UnitId } from '../rules/ids.ts';
import { searchKey } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { Store } from '../store/store.ts';
import { allUnits, type UnitRow } from '../store/units.ts';
import type { UnitHits } from '../wire/http/contests.ts';
import type { Ctx } from './context.ts';
import { loadPublicContest } from './load-contest.ts';

export const unitHitsMax = 20;
export const unitQueryLengthMax = 60;

/** No tree of units is deeper; ends a walk in a tree that was imported in a circle. */
const depthMax = 20;

/** Only sorts a list ("Cơ quan, đơn vị cấp tỉnh"): people belong to what stands in it, never to itself. */
export const groupKind = 'nhom';

interface Forest {
  readonly byId: ReadonlyMap<string, UnitRow>;
  readonly byCode: ReadonlyMap<string, UnitRow>;
  readonly childrenOf: ReadonlyMap<string, readonly UnitRow[]>;
}

/**
 * Units of the contest. With `parent` its children; without it the roots, or the children of an
 * only root; with `query` also what lies deeper, best match first. Refuses with `not-found`, `unit-unknown`.
 */
export async function findUnits(
  ctx: Ctx,
  slug: string,
  { query, parent }: { readonly query: string; readonly parent: string },
): Promise<Outcome<UnitHits>> {
  const contest = await loadPublicContest(ctx, slug);
  if (contest === null) return refused({ name: 'not-found' });
  const forest = await loadForest(ctx);
  const roots = rootsOf(forest, contest.definition);
  const first = firstChoices(forest, roots, parent);
  if (first === null) return refused({ name: 'unit-unknown' });
  const wanted = searchKey(query);
  const found = wanted === '' ? sorted(first) : matches(forest, first, wanted);
  const units = found.slice(0, unitHitsMax).map((unit) => hit(forest, unit));
  return accepted({ units, more: found.length > unitHitsMax });
}

/** Whether people of the contest may belong to the unit: one of its roots or below one, and more than a heading. */
export async function isChoosable(ctx: Ctx, { unitRoots }: Pick<ContestDefinition, 'unitRoots'>, unitId: UnitId) {
  const forest = await loadForest(ctx);
  const unit = forest.byId.get(unitId);
  return unit !== undefined && unit.kind !== groupKind && isUnder(forest, unit, rootsOf(forest, { unitRoots }));
}

/** What one chooses from at this step; null for a parent that is not of this contest. */
function firstChoices(forest: Forest, roots: readonly UnitRow[], parent: string): readonly UnitRow[] | null {
  const [only] = roots;
  if (parent === '') return only !== undefined && roots.length === 1 ? childrenOf(forest, only) : roots;
  const above = forest.byId.get(parent);
  return above !== undefined && isUnder(forest, above, roots) ? childrenOf(forest, above) : null;
}

function rootsOf(forest: Forest, definition: Pick<ContestDefinition, 'unitRoots'>): UnitRow[] {
  return definition.unitRoots.flatMap((name) => forest.byCode.get(name) ?? []);
}

const childrenOf = (forest: Forest, unit: UnitRow): readonly UnitRow[] => forest.childrenOf.get(unit.id) ?? [];

/** Itself or below one of the roots. */
function isUnder(forest: Forest, unit: UnitRow, roots: readonly UnitRow[]): boolean {
  let at: UnitRow | undefined = unit;
  for (let depth = 0; at !== undefined && depth < depthMax; depth += 1) {
    const { id, parentId } = at;
    if (roots.some((root) => root.id === id)) return true;
    at = forest.byId.get(parentId);
  }
  return false;
}

/** `first` and everything below it that holds each word; the closer the name is to the query the earlier. */
function matches(forest: Forest, first: readonly UnitRow[], wanted: string): UnitRow[] {
  const words = wanted.split(' ');
  const found: { unit: UnitRow; grade: number; depth: number }[] = [];
  let level = first;
  for (let depth = 0; level.length > 0 && depth < depthMax; depth += 1) {
    for (const unit of level) {
      const grade = gradeOf(unit.searchKey, wanted, words);
      if (grade !== null) found.push({ unit, grade, depth });
    }
    level = level.flatMap((unit) => childrenOf(forest, unit));
  }
  found.sort((a, b) => a.grade - b.grade || a.depth - b.depth || inOrder(a.unit, b.unit));
  return found.map(({ unit }) => unit);
}

/** 0 the name itself, 1 begins with it, 2 a word begins with it, 3 has it inside, 4 has every word; null is no match. */
function gradeOf(key: string, wanted: string, words: readonly string[]): number | null {
  if (key === wanted) return 0;
  if (key.startsWith(wanted)) return 1;
  if (key.includes(` ${wanted}`)) return 2;
  if (key.includes(wanted)) return 3;
  return words.every((word) => key.includes(word)) ? 4 : null;
}

const inOrder = (a: UnitRow, b: UnitRow): number => compareText(a.searchKey, b.searchKey) || compareText(a.id, b.id);
const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
const sorted = (units: readonly UnitRow[]): UnitRow[] => [...units].sort(inOrder);

const hit = (forest: Forest, unit: UnitRow): UnitHits['units'][number] => ({
  id: unit.id,
  name: unit.name,
  fullName: unit.fullName,
  kind: unit.kind,
  hasChildren: childrenOf(forest, unit).length > 0,
  isGroup: unit.kind === groupKind,
});

/** A list imported by command beside the running server is seen after at most this. */
const forestAgeMaxMs = 30_000;
const keptByStore = new WeakMap<Store, { at: Millis; forest: Promise<Forest> }>();

/** Called after an import by this process. */
export const forgetUnits = (ctx: Ctx): void => void keptByStore.delete(ctx.store);

function loadForest(ctx: Ctx): Promise<Forest> {
  const now = ctx.clock.now();
  const known = keptByStore.get(ctx.store);
  if (known !== undefined && Math.abs(now - known.at) < forestAgeMaxMs) return known.forest;
  const forest = ctx.store.read(async (tx) => forestOf(await allUnits(tx)));
  keptByStore.set(ctx.store, { at: now, forest });
  forest.catch(() => keptByStore.delete(ctx.store));
  return forest;
}

function forestOf(units: readonly UnitRow[]): Forest {
  const childrenOf = new Map<UnitId | '', UnitRow[]>();
  for (const unit of units) {
    const siblings = childrenOf.get(unit.parentId);
    if (siblings === undefined) childrenOf.set(unit.parentId, [unit]);
    else siblings.push(unit);
  }
  return {
    byId: new Map(units.map((unit) => [unit.id, unit])),
    byCode: new Map(units.map((unit) => [`${unit.scheme}:${unit.code}`, unit])),
    childrenOf,
  };
}
