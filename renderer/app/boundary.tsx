import { Component, type ReactNode } from 'react';
import { ErrorNote } from '../ui/error-note.tsx';
import { asStowageError } from './jobs.ts';

/** Keeps the frame when a screen fails; React has no function for this. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <ErrorNote error={asStowageError(this.state.error)} onRetry={() => this.setState({ error: null })} />;
  }
}
