import type { CDPSession, Page } from 'playwright-core';
import { waitFor } from './wait-for.ts';

/** A node as Chromium hands it to assistive technology: what it is, what it is called, and its states by name. */
export type SpokenNode = {
  role: string;
  name: string;
  states: Record<string, unknown>;
  /** Names of the nodes that it stands in, from the outermost in. */
  within: string[];
  /** How changes of it are announced, where they are: it may stand in a live region. */
  live: 'polite' | 'assertive' | null;
  element: number;
};

/** A page as a screen reader has it: nothing is found by selector or position, and nothing is clicked. */
export type SpokenPage = {
  /** Every node that is told of, in the order in which it is read. */
  read(): Promise<SpokenNode[]>;
  /** Waits for the one node of this role and name; `within` narrows to what stands right in a node of that name. */
  find(role: string, name: string | RegExp, within?: string): Promise<SpokenNode>;
  /** Moves the focus to it and presses the key that its role answers to. */
  press(role: string, name: string | RegExp, within?: string): Promise<void>;
  /** Moves the focus to it and types. */
  type(role: string, name: string | RegExp, words: string): Promise<void>;
  /** What has the focus, inside shadow roots too. */
  focused(): Promise<SpokenNode>;
};

type AxNode = Awaited<ReturnType<typeof readTree>>[number];

/**
 * Drives a page through Chromium’s own accessibility tree, which is computed from the rendered page and is what
 * the platform’s screen readers are given.
 * Source: Chrome DevTools Protocol, domain Accessibility (getFullAXTree).
 */
export async function openSpokenPage(page: Page): Promise<SpokenPage> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Accessibility.enable');

  async function read(): Promise<SpokenNode[]> {
    const nodes = await readTree(protocol);
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    return inReadingOrder(nodes, byId)
      .filter((node) => !node.ignored)
      .map((node) => spoken(node, byId));
  }

  async function find(role: string, name: string | RegExp, within?: string): Promise<SpokenNode> {
    const told = `the ${role} “${name}”${within ? ` in “${within}”` : ''}`;
    return waitFor(told, async () => {
      const found = (await read()).filter(
        (node) =>
          node.role === role &&
          (typeof name === 'string' ? node.name === name : name.test(node.name)) &&
          (!within || node.within.at(-1) === within),
      );
      if (found.length > 1) throw new Error(`there are ${found.length} of ${told}`);
      return found[0];
    });
  }

  async function focus(node: SpokenNode): Promise<void> {
    await protocol.send('DOM.focus', { backendNodeId: node.element });
  }
  return {
    read,
    find,
    async press(role, name, within) {
      await focus(await find(role, name, within));
      await page.keyboard.press(role === 'radio' || role === 'checkbox' ? 'Space' : 'Enter');
    },
    async type(role, name, words) {
      await focus(await find(role, name));
      await page.keyboard.insertText(words);
    },
    // The page itself counts as focused as long as its window is: the innermost node is meant.
    focused: () => waitFor('a focus', async () => (await read()).findLast(({ states }) => states.focused)),
  };
}

async function readTree(protocol: CDPSession) {
  return (await protocol.send('Accessibility.getFullAXTree')).nodes;
}

function inReadingOrder(nodes: AxNode[], byId: Map<string, AxNode>): AxNode[] {
  const order: AxNode[] = [];
  const visit = (node: AxNode) => {
    order.push(node);
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) visit(child);
    }
  };
  for (const node of nodes) if (node.parentId === undefined) visit(node);
  return order;
}

function spoken(node: AxNode, byId: Map<string, AxNode>): SpokenNode {
  const within: string[] = [];
  let live = liveOf(node);
  for (let at = byId.get(node.parentId ?? ''); at; at = byId.get(at.parentId ?? '')) {
    if (at.name?.value) within.unshift(String(at.name.value));
    live ??= liveOf(at);
  }
  return {
    role: String(node.role?.value ?? ''),
    name: String(node.name?.value ?? ''),
    states: Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value])),
    within,
    live,
    element: node.backendDOMNodeId ?? 0,
  };
}

function liveOf(node: AxNode): SpokenNode['live'] {
  const value = node.properties?.find(({ name }) => name === 'live')?.value.value;
  return value === 'polite' || value === 'assertive' ? value : null;
}
