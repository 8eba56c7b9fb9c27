/** All contests as the overview and the list share them. */
import { listStaffContests } from '../api/staff.ts';
import { Loaded } from './loaded.svelte.ts';

export const contests = new Loaded(listStaffContests);

export const contestsEveryMs = 10_000;
