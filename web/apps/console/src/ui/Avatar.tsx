/**
 * A person as a coloured disc: the same person always has the same colour.
 */

import { IconUser } from "@tabler/icons-react";
import { bucketOf, initials } from "@waypost/core";
import type { ReactNode } from "react";

export interface AvatarProps {
  name: string;
  /** What decides the colour: steadier than the name. */
  id: string;
  size?: "sm" | "md" | "lg" | "xl";
  children?: ReactNode;
}

const HUES = 10;

export function Avatar({ name, id, size = "md", children }: AvatarProps) {
  const letters = initials(name);
  return (
    <span
      className="wp-avatar"
      data-size={size}
      data-hue={bucketOf(id, HUES)}
      data-letters={letters}
      aria-hidden="true"
    >
      {letters ? null : <IconUser size="55%" stroke={1.8} />}
      {children}
    </span>
  );
}
