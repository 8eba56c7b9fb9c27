export class Counter { n = $state(1); double = $derived(this.n * 2); }
