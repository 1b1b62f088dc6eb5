import { expect } from "@playwright/test";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** One mail, as the portal's file transport wrote it. */
export interface Mail {
  file: string;
  to: string;
  subject: string;
  /** The body with its transfer encoding undone. */
  text: string;
}

/** Reads the directory that the portal mails into. */
export class Mailbox {
  constructor(readonly directory = process.env.HOMELINE_MAIL_DIR ?? ".dev/mail") {}

  /** All mails to an address, the oldest first. */
  async to(address: string): Promise<Mail[]> {
    const files = (await readdir(this.directory).catch(() => [])).filter((file) => file.endsWith(".eml"));
    const mails = await Promise.all(
      files.map(async (file) => {
        const path = join(this.directory, file);
        // Their names are drawn at random.
        const { mtimeNs } = await stat(path, { bigint: true });
        return { mtimeNs, mail: parse(file, await readFile(path, "utf8")) };
      }),
    );
    return mails
      .filter(({ mail }) => mail.to.toLowerCase().includes(address.toLowerCase()))
      .sort((a, b) => (a.mtimeNs < b.mtimeNs ? -1 : 1))
      .map(({ mail }) => mail);
  }

  /**
   * The latest mail to an address whose subject fits; waits until it has come. Other tests' portals mail into the same
   * directory: `portal` is the address of the one that is meant.
   */
  async latest(address: string, subject: RegExp, portal = ""): Promise<Mail> {
    let found: Mail | undefined;
    const fits = (mail: Mail) => subject.test(mail.subject) && mail.text.includes(portal);
    await expect
      .poll(async () => (found = (await this.to(address)).findLast(fits)), {
        message: `a mail to ${address} with a subject like ${subject}`,
        timeout: 15_000,
      })
      .toBeTruthy();
    return found as Mail;
  }
}

/** The first link in a mail. */
export function link(mail: Mail): string {
  const found = /https?:\/\/[^\s"<>]+/.exec(mail.text)?.[0];
  expect(found, `a link in "${mail.subject}"`).toBeTruthy();
  return found as string;
}

function parse(file: string, raw: string): Mail {
  const source = raw.replaceAll("\r\n", "\n");
  const end = source.indexOf("\n\n");
  const head = source.slice(0, end).replace(/\n[ \t]+/g, " ");
  const header = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
  return { file, to: header("To"), subject: words(header("Subject")), text: decode(source.slice(end + 2), source) };
}

/** Undoes quoted-printable or base64, whichever the mail says first. */
function decode(body: string, source: string): string {
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(source)?.[1]?.toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  return encoding === "quoted-printable" ? quotedPrintable(body.replace(/=\n/g, "")) : body;
}

/** `=C3=A9` to `é`. */
function quotedPrintable(text: string): string {
  return text.replace(/(=[0-9A-F]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll("=", ""), "hex").toString("utf8"));
}

/** Encoded words of a header (RFC 2047). */
function words(header: string): string {
  return header.replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, kind: string, text: string) =>
    kind.toLowerCase() === "b" ? Buffer.from(text, "base64").toString("utf8") : quotedPrintable(text.replaceAll("_", " ")),
  );
}
