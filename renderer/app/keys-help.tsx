import { Kbd, Modal, Title } from '@mantine/core';
import { type Action, currentActions, useActionRegistry } from './actions.ts';
import { showOverlay, useOverlay } from './global-actions.ts';
import { keysText } from './keyboard.ts';
import classes from './palette.module.css';
import { useWords } from './words.tsx';

const GROUPS: Action['group'][] = ['screen', 'go', 'workspace', 'view'];

/** The keys that work now, by group. */
export function KeysHelp() {
  const words = useWords();
  const open = useOverlay((state) => state.open === 'keys');
  const sets = useActionRegistry((state) => state.sets);
  const actions = open ? currentActions(sets).filter((action) => action.keys) : [];
  return (
    <Modal
      opened={open}
      onClose={() => showOverlay(null)}
      title={words.text('frame.keys.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': words.text('frame.close') }}
    >
      {GROUPS.map((group) => {
        const own = actions.filter((action) => action.group === group);
        if (own.length === 0) return null;
        return (
          <section key={group}>
            <Title order={3} mt="sm">
              {words.text(`frame.keys.${group}`)}
            </Title>
            <table className={classes.keys}>
              <tbody>
                {own.map((action) => (
                  <tr key={action.id}>
                    <th scope="row">{words.text(action.titleKey, action.values)}</th>
                    <td>
                      {keysText(action.keys ?? '').map((key) => (
                        <Kbd key={key}>{key}</Kbd>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </Modal>
  );
}
