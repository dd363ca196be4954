/** What the screen knows about the list and the state does not: which rows are seen, whether one is pointed at. */
export type ListProbe = {
  attach: (element: HTMLElement | null) => void;
  /** How many rows, from the top, begin above the lower edge of what is seen. 0 when the list is not shown. */
  seenRows: () => number;
  isPointedAt: () => boolean;
};

export function createListProbe(): ListProbe {
  let list: HTMLElement | null = null;
  return {
    attach: (element) => {
      list = element;
    },
    seenRows: () => {
      if (!list || list.clientHeight === 0) return 0;
      const edge = list.getBoundingClientRect().bottom;
      return [...list.querySelectorAll('[data-row]')].filter((row) => row.getBoundingClientRect().top < edge)
        .length;
    },
    isPointedAt: () => list?.matches(':hover') ?? false,
  };
}
