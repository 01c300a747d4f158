/** The logo: two folded sheets that overlap in a third, deeper colour. */
export function Mark({ size = 4 }: { readonly size?: number }) {
	return (
		<svg
			width={`${size}rem`}
			height={`${size}rem`}
			viewBox="0 0 100 100"
			stroke-linejoin="round"
			stroke-width="3"
			aria-hidden="true"
		>
			<path fill="#b8603f" stroke="#b8603f" d="M36 14l32 16v56L36 70z" />
			<path fill="#2f6f7c" stroke="#2f6f7c" d="M64 14L32 30v56l32-16z" />
			<path fill="#dd9473" stroke="#dd9473" d="M10 30l26-16v56L10 86z" />
			<path fill="#69a4ae" stroke="#69a4ae" d="M90 30L64 14v56l26 16z" />
			<path fill="#5d3350" stroke="#5d3350" d="M32 30l18-9 18 9v38l-18 9-18-9z" />
		</svg>
	);
}
