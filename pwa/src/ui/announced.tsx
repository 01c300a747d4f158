/** Tells a screen reader what has just changed on an open screen, where it can be seen elsewhere. */

/** Always there, since a browser announces only what changes within it. */
export function Announced({ children }: { readonly children: string | null }) {
	return (
		<div role="status" class="only-read">
			{children}
		</div>
	);
}
