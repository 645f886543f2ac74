import { type ButtonProps, createTheme, type MantineColorsTuple, type MantineTheme } from '@mantine/core';

/** The one accent: a petrol blue that no code of a chart bears. */
const accent: MantineColorsTuple = [
  '#eaf4f8',
  '#d3e6ee',
  '#a8cedd',
  '#7ab5cc',
  '#55a0be',
  '#3f93b5',
  '#2b7fa2',
  '#15617f',
  '#0e4f69',
  '#073d53',
];

const dense = { defaultProps: { size: 'xs' } };
const floats = { defaultProps: { lockScroll: false, radius: 'sm', shadow: 'md', transitionProps: { duration: 0 } } };

/** The kit takes the ink of filled buttons from the light scheme; here each scheme has its own. */
function buttonInk(_theme: MantineTheme, props: ButtonProps) {
  return { root: props.variant === undefined || props.variant === 'filled' ? { '--button-color': 'var(--accent-ink)' } : {} };
}

/** 13 px text, 28 px rows. Colours live in theme.css, so that light, dark and high contrast are each designed there. */
export const theme = createTheme({
  scale: 28 / 30,
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  defaultRadius: 'xs',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  fontFamily: "'Noto Sans', 'Segoe UI', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '32px' },
  headings: {
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.35' },
      h3: { fontSize: '0.8125rem', lineHeight: '1.4' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.4' },
      h5: { fontSize: '0.8125rem', lineHeight: '1.4' },
      h6: { fontSize: '0.8125rem', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    Anchor: { defaultProps: { underline: 'always' } },
    Alert: { defaultProps: { radius: 'xs' } },
    Button: { ...dense, vars: buttonInk },
    Checkbox: dense,
    Drawer: floats,
    FileInput: dense,
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } },
    // The header of a dialog is not the banner of the page.
    Modal: { defaultProps: { ...floats.defaultProps, centered: true, attributes: { header: { role: 'presentation' } } } },
    MultiSelect: dense,
    NativeSelect: dense,
    NumberInput: dense,
    PasswordInput: dense,
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } },
    Radio: dense,
    SegmentedControl: { defaultProps: { size: 'xs', transitionDuration: 0 } },
    Select: dense,
    Switch: dense,
    Table: { defaultProps: { fz: 'xs', verticalSpacing: 4, horizontalSpacing: 10 } },
    Tabs: { defaultProps: { radius: 0 } },
    TagsInput: dense,
    Text: dense,
    TextInput: dense,
    Textarea: dense,
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 0 }, events: { hover: true, focus: true, touch: false } } },
  },
});

/** The nonce the page was served with; styles made while it runs must carry it. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
