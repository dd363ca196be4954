/** The fields that `set` gives, as they were in `before` and as they are then; null where there was none. */
export function changed<T extends object>(
  before: T,
  set: Partial<T>,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const names = Object.keys(set).filter((name) => set[name as keyof T] !== undefined) as (keyof T & string)[];
  const of = (record: Partial<T>) => Object.fromEntries(names.map((name) => [name, record[name] ?? null]));
  return { before: of(before), after: of(set) };
}
