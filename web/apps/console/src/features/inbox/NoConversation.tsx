/**
 * The place beside the list while nothing is open.
 */
import { IconMessages } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Empty } from "../../ui/States.tsx";

export function NoConversation() {
  const { t } = useTranslation();
  const [before, between, after] = t("inbox.none.text", { down: "\u0000", up: "\u0000" }).split("\u0000");
  return (
    <main className="wp-none" id="content" tabIndex={-1}>
      <Empty
        icon={<IconMessages size={28} stroke={1.5} />}
        title={t("inbox.none.title")}
        text={
          <>
            {before}
            <kbd className="wp-kbd">j</kbd>
            {between}
            <kbd className="wp-kbd">k</kbd>
            {after}
          </>
        }
      />
    </main>
  );
}
