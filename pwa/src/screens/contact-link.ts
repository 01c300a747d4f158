/** The link to whoever runs the server, made from plain text. */

const MAIL = /^(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)$/;

/** A mailto: or https: link; null if the text is neither a mail address nor an https address. */
export function contactLink(text: string): string | null {
	const [, mail] = MAIL.exec(text) ?? [];
	if (mail) return `mailto:${mail}`;
	return text.startsWith("https://") && URL.canParse(text) ? new URL(text).href : null;
}
