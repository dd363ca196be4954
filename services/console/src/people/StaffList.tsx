import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { people as words } from './words.ts';

/** Who moderates these sites, and as what. */
export function StaffList() {
  const { log } = useDesk();
  const staff = log.staff.value.value?.staff ?? [];
  useEffect(() => {
    if (log.staff.value.value === null) void log.staff.show(null);
  }, [log]);
  if (staff.length === 0) return null;
  return (
    <section class="staff" aria-label={words.staff}>
      <h2>{words.staff}</h2>
      <ul>
        {staff.map(({ id, name, role, sites, email }) => (
          <li key={id}>
            <b>{name}</b>
            <span>{words.roles[role]}</span>
            <span class="quiet-text">{role === 'owner' ? words.allSites : sites.join(', ')}</span>
            {email !== null && <span class="quiet-text">{email}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
