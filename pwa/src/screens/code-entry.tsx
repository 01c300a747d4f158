/** A code from another phone: typed, pasted or scanned. */

import { useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Scan } from "./scan";
import "./handover.css";

interface CodeEntryProps {
	readonly busy: boolean;
	/** The button's label. */
	readonly act: string;
	readonly onCode: (code: string) => unknown;
}

export function CodeEntry({ busy, act, onCode }: CodeEntryProps) {
	const [code, setCode] = useState("");
	const [scanning, setScanning] = useState(false);
	const scanned = (text: string): void => {
		setScanning(false);
		setCode(text);
		onCode(text);
	};
	const submit = (event: Event): void => {
		event.preventDefault();
		if (code.trim()) onCode(code.trim());
	};
	return (
		<form class="stack" onSubmit={submit}>
			<Field label={m.code()} hint={m.code_hint()}>
				<input
					class="input code-input"
					type="text"
					autocomplete="off"
					autocapitalize="characters"
					spellcheck={false}
					value={code}
					onInput={(event) => setCode(event.currentTarget.value)}
				/>
			</Field>
			<Button type="submit" look="main" wide busy={busy} disabled={code.trim() === ""}>
				{act}
			</Button>
			{"mediaDevices" in navigator && (
				<Button wide onClick={() => setScanning(true)}>
					{m.scan()}
				</Button>
			)}
			{scanning && <Scan onRead={scanned} onClose={() => setScanning(false)} />}
		</form>
	);
}
