import { useCallback } from 'react';

const REGION = 'announcements';

function region(): HTMLElement {
  const found = document.getElementById(REGION);
  if (found) return found;
  const made = document.createElement('div');
  made.id = REGION;
  made.setAttribute('role', 'status');
  made.className = 'announcements';
  Object.assign(made.style, { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' });
  document.body.append(made);
  return made;
}

/** Says a short sentence to a screen reader, politely. */
export function useAnnounce(): (sentence: string) => void {
  return useCallback((sentence) => {
    region().textContent = sentence;
  }, []);
}
