/**
 * Where the console begins.
 */
import "./styles/index.css";
import { RouterProvider } from "@tanstack/react-router";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { nonce, Providers } from "./app/providers.tsx";
import { router } from "./app/router.tsx";
import { onSession, openSession } from "./data/session.ts";
import { startI18n } from "./i18n/index.ts";

setNonce(nonce());
await Promise.all([startI18n(), openSession()]);
onSession(() => void router.invalidate());

// A file that is dropped beside its target must not take the page away.
for (const type of ["dragover", "drop"] as const) {
  document.addEventListener(type, (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
}

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}
