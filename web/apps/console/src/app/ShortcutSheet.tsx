/**
 * Every shortcut on one sheet.
 */
import { Modal } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

const ROWS: [string, string[]][] = [
  ["next", ["j", "↓"]],
  ["previous", ["k", "↑"]],
  ["open", ["Enter", "r"]],
  ["close", ["e"]],
  ["react", ["x"]],
  ["search", ["/"]],
  ["details", ["]"]],
  ["back", ["Esc"]],
  ["goInbox", ["g i"]],
  ["goContacts", ["g c"]],
  ["goSettings", ["g s"]],
  ["sheet", ["?"]],
];

export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("shortcuts.title")}
      closeButtonProps={{ "aria-label": t("common.close") }}
      centered
    >
      <dl className="wp-shortcuts">
        {ROWS.map(([name, keys]) => (
          <div key={name}>
            <dt>{t(`shortcuts.${name}`)}</dt>
            <dd dir="ltr">
              {keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 ? " / " : null}
                  {key.split(" ").map((one, place) => (
                    <Fragment key={one}>
                      {place > 0 ? ` ${t("shortcuts.andThen")} ` : null}
                      <kbd className="wp-kbd">{one}</kbd>
                    </Fragment>
                  ))}
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="wp-note">{t("shortcuts.note")}</p>
    </Modal>
  );
}
