/**
 * Brings a table of units into the store, whole or not at all. Units are known by (scheme, code):
 * importing the same table again changes nothing but what differs, and keeps every unit's id.
 */
import type { UnitLine, UnitProblem } from '../content/read-units.ts';
import type { UnitId } from '../rules/ids.ts';
import { searchKey } from '../rules/names.ts';
import { allUnits, putUnit, type UnitRow } from '../store/units.ts';
import type { Ctx } from './context.ts';
import { forgetUnits, groupKind } from './find-units.ts';

export interface ImportedUnits {
  /** Units of the table that are in the store now; 0 when there is any problem. */
  readonly units: number;
  readonly problems: readonly UnitProblem[];
}

/** `declaredBy` stands beside the headcounts: who said so. */
export async function importUnits(ctx: Ctx, lines: readonly UnitLine[], declaredBy: string): Promise<ImportedUnits> {
  const now = ctx.clock.now();
  const written = await ctx.store.write(async (tx) => {
    await tx.lock('units');
    const rows = new Map((await allUnits(tx)).map((row) => [`${row.scheme}:${row.code}`, row]));
    const { ordered, problems } = parentsFirst(lines, new Set(rows.keys()));
    if (problems.length > 0) return { units: 0, problems };
    for (const line of ordered) {
      const name = `${line.scheme}:${line.code}`;
      const parent = rows.get(`${line.parentScheme}:${line.parentCode}`);
      const row = rowOf(line, rows.get(name)?.id ?? ctx.newId<UnitId>(), parent, declaredBy, now);
      rows.set(name, row);
      await putUnit(tx, row);
    }
    tx.afterCommit(() => forgetUnits(ctx));
    return { units: ordered.length, problems };
  });
  return written;
}

function rowOf(line: UnitLine, id: UnitId, parent: UnitRow | undefined, declaredBy: string, now: number): UnitRow {
  const { scheme, code, hierarchy, kind, name, headcount } = line;
  const isDeclared = headcount > 0;
  return {
    id,
    scheme,
    code,
    parentId: parent?.id ?? '',
    hierarchy,
    kind,
    name,
    fullName: parent === undefined ? name : `${name}, ${inSentence(parent)}`,
    searchKey: searchKey(name),
    headcount,
    headcountDeclaredBy: isDeclared ? declaredBy : '',
    headcountDeclaredAt: isDeclared ? now : 0,
  };
}

const placeKinds = new Set(['tinh', 'thanh_pho', 'phuong', 'xa', 'dac_khu']);

/** "Tỉnh Đồng Tháp" is "tỉnh Đồng Tháp" after a comma; names of bodies keep their capitals; a heading has no place in the names of what it holds. */
function inSentence(unit: UnitRow): string {
  if (unit.kind === groupKind) return unit.fullName.slice(unit.name.length + ', '.length) || unit.name;
  if (!placeKinds.has(unit.kind)) return unit.fullName;
  return unit.fullName.charAt(0).toLowerCase() + unit.fullName.slice(1);
}

/** Every line after its parent, whatever their order in the table. */
function parentsFirst(lines: readonly UnitLine[], known: ReadonlySet<string>) {
  const byName = new Map(lines.map((line) => [`${line.scheme}:${line.code}`, line]));
  const ordered: UnitLine[] = [];
  const problems: UnitProblem[] = [];
  const state = new Map<UnitLine, 'above' | 'done'>();
  const place = (line: UnitLine): void => {
    const parentName = `${line.parentScheme}:${line.parentCode}`;
    const parent = byName.get(parentName);
    state.set(line, 'above');
    if (parent !== undefined && state.get(parent) === 'above')
      problems.push({ row: line.row, problem: 'parent-loop', about: parentName });
    else if (parent !== undefined && !state.has(parent)) place(parent);
    else if (parent === undefined && line.parentCode !== '' && !known.has(parentName))
      problems.push({ row: line.row, problem: 'parent-unknown', about: parentName });
    state.set(line, 'done');
    ordered.push(line);
  };
  for (const line of lines) if (!state.has(line)) place(line);
  return { ordered, problems };
}
