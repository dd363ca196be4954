/** Points with their sign, as in a sum. */
export function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}
