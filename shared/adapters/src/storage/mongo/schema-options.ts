/**
 * Fields that a schema does not name are an error, not dropped; empty objects are kept; mongoose adds nothing
 * of its own. Nested records are `Mixed`: they come from the domain, which has checked them.
 */
export const SCHEMA_OPTIONS = {
  strict: 'throw',
  minimize: false,
  versionKey: false,
  id: false,
} as const;
