import { type ComponentProps, createElement, type FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWidget } from './widget.ts';

type Module = typeof import('./on-demand/on-demand.ts');
type Forms = Pick<
  Module,
  | 'Cover'
  | 'EditBox'
  | 'FailureCause'
  | 'FlagForm'
  | 'IssuePanel'
  | 'NameForm'
  | 'PendingComment'
  | 'Reason'
  | 'SendingStatus'
  | 'ShareLink'
  | 'SinceVisit'
  | 'Trouble'
  | 'TroubleNotices'
  | 'WritingTools'
>;
type Props = { [Form in keyof Forms]: { form: Form } & ComponentProps<Forms[Form]> }[keyof Forms];

let loading: Promise<Module> | null = null;
/** Once here, forms appear without a gap, in which the focus could be lost. */
let loaded: Module | null = null;

/** Loads the forms; called early, because trouble may be what they are for. A failure is not for ever. */
export function loadForms(): Promise<Module> {
  loading ??= import('./on-demand/on-demand.ts');
  loading.then(
    (module) => {
      loaded = module;
    },
    () => {
      loading = null;
    },
  );
  return loading;
}

/** One of the forms that come when they are asked for. */
export function OnDemand({ form, ...props }: Props) {
  const { t, settings } = useWidget();
  const [module, setModule] = useState(loaded);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    loadForms().then(setModule, () => setFailed(true));
  }, []);
  if (hasFailed)
    return (
      <p class="problem ui" role="alert">
        {t('problem.offline')} <a href={settings.helpPage}>{t('report')}</a>
      </p>
    );
  // The union of properties is right for each form by itself, which a union of components cannot say.
  return module && createElement(module[form] as FunctionComponent<object>, props);
}
