/** Text to copy: shown in full, copied with a tap. */

import { m } from "../paraglide/messages.js";
import { Button } from "./button";
import { say } from "./snackbar";

export function Copyable({ text, label }: { readonly text: string; readonly label: string }) {
	return (
		<div class="copyable">
			<output aria-label={label}>{text}</output>
			<CopyButton text={text} />
		</div>
	);
}

export function CopyButton({ text, children = m.copy() }: { readonly text: string; readonly children?: string }) {
	const copy = async (): Promise<void> => {
		await navigator.clipboard.writeText(text);
		say(m.copied());
	};
	return (
		<Button look="plain" onClick={copy}>
			{children}
		</Button>
	);
}
