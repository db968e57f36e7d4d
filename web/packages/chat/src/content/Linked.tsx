/**
 * A file that WhatsApp fetched from an address: there is no copy here.
 */
import { useLabels } from "../context.tsx";
import { Icon, type IconName } from "../icons.tsx";

interface Props {
  link: string;
  icon: IconName;
  /** What it is called; without it, what its address ends with. */
  name?: string | null;
  kind: string;
}

export function Linked({ link, icon, name, kind }: Props) {
  const labels = useLabels();
  const { host, file } = partsOf(link);
  const title = name || file || kind;
  return (
    <div className="wa-card wa-file" data-linked>
      <div className="wa-file-main">
        <a
          className="wa-file-link"
          href={link}
          target="_blank"
          rel="noopener noreferrer"
          title={labels.media.open(title)}
        >
          <span className="wa-file-sheet" data-family="other" aria-hidden="true">
            <Icon name={icon} size={20} />
          </span>
          <span className="wa-file-words">
            <span className="wa-file-name">
              <bdi>{title}</bdi>
            </span>
            <span className="wa-file-facts">
              <span>{kind}</span>
              <span>
                {" · "}
                <bdi>{host}</bdi>
              </span>
            </span>
          </span>
        </a>
      </div>
    </div>
  );
}

function partsOf(link: string): { host: string; file: string } {
  if (!URL.canParse(link)) return { host: link, file: "" };
  const url = new URL(link);
  const last = url.pathname.split("/").pop() ?? "";
  try {
    return { host: url.host, file: decodeURIComponent(last) };
  } catch {
    return { host: url.host, file: last };
  }
}
