/**
 * Mantine in the house's colours: the tokens of the design, and the fixes that its defaults need.
 */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const brand: MantineColorsTuple = [
  "#eef9f3",
  "#ddf2e8",
  "#b9e3cf",
  "#8fd2b2",
  "#5fd0a4",
  "#35aa78",
  "#178a5d",
  "#0b7750",
  "#0a6b48",
  "#085338",
];

export const theme = createTheme({
  primaryColor: "brand",
  primaryShade: 7,
  autoContrast: true,
  colors: { brand },
  fontFamily: '"Inter Variable", "Noto Sans Arabic Variable", system-ui, sans-serif, "Noto Color Emoji"',
  headings: { fontFamily: "inherit", fontWeight: "680" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "16px" },
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "18px" },
  components: {
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: "md" } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, transitionProps: { duration: 120 } } },
    Modal: { defaultProps: { radius: "lg" } },
    Popover: { defaultProps: { shadow: "md" } },
    Button: { defaultProps: { size: "sm" } },
    TextInput: { defaultProps: { size: "sm" } },
    PasswordInput: { defaultProps: { size: "sm" } },
  },
});

export const resolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#0f1a17",
    "--mantine-color-dimmed": "#5f6e68",
    "--mantine-color-placeholder": "#5f6e68",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-default-border": "#84938c",
    "--mantine-color-default-hover": "#f3f5f4",
  },
  dark: {
    "--mantine-color-body": "#111918",
    "--mantine-color-text": "#e6edea",
    "--mantine-color-dimmed": "#8fa09a",
    "--mantine-color-placeholder": "#8fa09a",
    "--mantine-color-error": "#ff8a80",
    "--mantine-color-default": "#172120",
    "--mantine-color-default-color": "#e6edea",
    "--mantine-color-default-border": "#62736d",
    "--mantine-color-default-hover": "#1d2927",
    "--mantine-primary-color-filled": "#0e7f57",
    "--mantine-primary-color-filled-hover": "#0c8f61",
    "--mantine-color-brand-filled": "#0e7f57",
    "--mantine-color-brand-filled-hover": "#0c7350",
    "--mantine-color-brand-light": "#123529",
    "--mantine-color-brand-light-color": "#5fd0a4",
    "--mantine-color-brand-text": "#5fd0a4",
  },
});
