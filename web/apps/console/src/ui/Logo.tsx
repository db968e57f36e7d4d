/**
 * The mark of Waypost: a signpost.
 */
export function Logo({ size = 36 }: { size?: number }) {
  return (
    <svg className="wp-logo" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="9" className="wp-logo-ground" />
      <g className="wp-logo-sign">
        <path d="M15 5.5V27" />
        <path
          d="M9.5 8h12.3l3.7 3.5-3.7 3.5H9.5A1.5 1.5 0 0 1 8 13.5v-4A1.5 1.5 0 0 1 9.5 8Z"
          className="wp-logo-fill"
        />
        <path d="M15 18.5h6.5v5H15" />
      </g>
    </svg>
  );
}
