// See src/ui/look.ts
{
	const apply = (look) => {
		const chosen = ["light", "dark"].includes(look) && look;
		document.documentElement.dataset.look = chosen || "phone";
		for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
			meta.media = !chosen ? `(prefers-color-scheme: ${meta.id})` : meta.id === chosen ? "all" : "not all";
		}
	};
	const kept = () => {
		try {
			return localStorage.look;
		} catch {}
	};
	apply(kept());
	addEventListener("look", ({ detail }) => apply(detail));
	addEventListener("storage", () => apply(kept()));
}
