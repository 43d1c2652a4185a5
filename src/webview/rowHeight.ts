/** Height of a list row in px for the editor's font size: whole, so that rows lie on pixels. */
export const ROW_HEIGHT = Math.max(22, Math.round(fontSize() * 1.7));

function fontSize(): number {
	return Number.parseFloat(getComputedStyle(document.body).fontSize) || 13;
}
