/**
 * A float as Python's `repr` writes it, with YAML's names for what is not finite: `1.0`, `1e-07`, `1e+16`, `.nan`.
 * Both languages give the shortest digits that read back as the same number; only the notation differs.
 */
export function pythonFloat(value: number): string {
	if (Number.isNaN(value)) return '.nan';
	if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
	const sign = value < 0 || Object.is(value, -0) ? '-' : '';
	const [mantissa = '0', power = '0'] = Math.abs(value).toExponential().split('e');
	const exponent = Number(power);
	return (
		sign + (exponent < -4 || exponent >= 16 ? scientific(mantissa, exponent) : decimal(mantissa, exponent))
	);
}

function scientific(mantissa: string, exponent: number): string {
	return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function decimal(mantissa: string, exponent: number): string {
	const digits = mantissa.replace('.', '');
	if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
	const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
	return `${whole}.${digits.slice(exponent + 1) || '0'}`;
}
