/** After the next painted frame; soon in any case, since hidden pages paint nothing. */
export function afterPaint(): Promise<unknown> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
    setTimeout(resolve, 1_000);
  });
}
