/** What came in the way, said where it happened; nothing when nothing did. */
export function Problem({ text }: { text: string | null }) {
  return text === null ? null : (
    <p class="problem ui" role="alert">
      {text}
    </p>
  );
}
