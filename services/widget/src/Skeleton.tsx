import { useWidget } from './widget.ts';

/** Comments' shapes where the comments will stand. */
export function Skeleton() {
  const { t } = useWidget();
  return (
    <div class="skeleton" role="img" aria-label={t('loading')}>
      {[0, 1, 2].map((one) => (
        <div class="ghost" key={one} />
      ))}
    </div>
  );
}
