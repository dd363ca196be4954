/** Which groups of issue reports are merged into which. */
import mongoose from 'mongoose';
import type { IssueGroupDocument } from './issue-schemas.ts';
import type { Models } from './models.ts';

/** A group and those that it is merged into, one by way of the other. The last is the one that shows its reports. */
export async function lineOf(models: Models, id: string): Promise<string[]> {
  const line: string[] = [];
  // Two who merge against each other can make a circle for a moment, until the later one gives way.
  for (let next: string | null = id; next !== null && !line.includes(next); ) {
    line.push(next);
    next = await mergedInto(models, next);
  }
  return line;
}

/** The group that shows the reports of another: itself, or what it is merged into in the end. */
export async function shownAs(models: Models, id: string): Promise<string> {
  return (await lineOf(models, id)).at(-1) ?? id;
}

/** A group and those that are merged into it, one by way of the other. */
export async function membersOf({ issueGroups }: Models, id: string): Promise<string[]> {
  const members = [id];
  for (let level = [id]; level.length > 0; ) {
    const below = await issueGroups
      .find({ mergedInto: mongoose.trusted({ $in: level }) }, { _id: 1 })
      .lean<{ _id: string }[]>()
      .exec();
    level = below.map(({ _id }) => _id).filter((member) => !members.includes(member));
    members.push(...level);
  }
  return members;
}

/** Whether following what it is merged into leads from a group back to itself. */
export async function isInCircle(models: Models, id: string): Promise<boolean> {
  const line = await lineOf(models, id);
  const end = line.at(-1);
  return end !== undefined && (await mergedInto(models, end)) === id;
}

async function mergedInto({ issueGroups }: Models, _id: string): Promise<string | null> {
  const group = await issueGroups
    .findOne({ _id }, { mergedInto: 1 })
    .lean<Pick<IssueGroupDocument, 'mergedInto'> | null>()
    .exec();
  return group?.mergedInto ?? null;
}
