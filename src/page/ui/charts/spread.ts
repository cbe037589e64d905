/**
 * Moves ascending positions apart until neighbours are at least `pitch` apart, each crowd around its own middle, and
 * keeps their order.
 */
export function spread(positions: readonly number[], pitch: number): number[] {
  const crowds: { readonly members: number[]; readonly middle: number }[] = [];
  const reach = (crowd: { members: number[] }) => ((crowd.members.length - 1) * pitch) / 2;
  for (const position of positions) {
    let crowd = { members: [position], middle: position };
    for (let before = crowds.at(-1); before !== undefined; before = crowds.at(-1)) {
      if (before.middle + reach(before) + pitch <= crowd.middle - reach(crowd)) break;
      crowds.pop();
      const members = [...before.members, ...crowd.members];
      crowd = { members, middle: members.reduce((a, b) => a + b, 0) / members.length };
    }
    crowds.push(crowd);
  }
  return crowds.flatMap((crowd) =>
    crowd.members.map((_, index) => crowd.middle - reach(crowd) + index * pitch),
  );
}
