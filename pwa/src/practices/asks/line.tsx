/** The line with an ask or an answer. Today shows its beginning, so that the faces stay in view; a tap shows all. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { m } from "../../paraglide/messages.js";
import "./asks.css";

export function Line({ text }: { readonly text: string | null }) {
	const [all, showAll] = useState(false);
	return text && (all ? <Whole text={text} /> : <Beginning text={text} onAll={() => showAll(true)} />);
}

function Whole({ text }: { readonly text: string }) {
	return (
		<blockquote class="ask-line" dir="auto">
			{text}
		</blockquote>
	);
}

/** Cut by asks.css alone, and only on Today. */
function Beginning({ text, onAll }: { readonly text: string; readonly onAll: () => void }) {
	const line = useRef<HTMLQuoteElement>(null);
	const [cut, setCut] = useState(false);
	useLayoutEffect(() => {
		const { current } = line;
		if (!current) return;
		const seen = new ResizeObserver(() => setCut(current.scrollHeight > current.clientHeight));
		seen.observe(current);
		return () => seen.disconnect();
	}, [text]);
	return (
		<div class="ask-beginning">
			<blockquote ref={line} class="ask-line" dir="auto">
				{text}
			</blockquote>
			{cut && (
				<button type="button" onClick={onAll}>
					{m.ask_line_all()}
				</button>
			)}
		</div>
	);
}
