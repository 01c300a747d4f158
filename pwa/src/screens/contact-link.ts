/** The link to whoever runs the server, made from plain text. */

const MAIL = /^(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)$/;

/**
 * A mailto: link; null if the text is no mail address. A web address gets no link: quick exit could not close the page
 * that it opens.
 */
export function contactLink(text: string): string | null {
	const [, mail] = MAIL.exec(text) ?? [];
	return mail ? `mailto:${mail}` : null;
}
