import { benchRanking } from './test/bench/ranking.ts';
console.log(await benchRanking(Number(process.argv[2])));
