package dev.waymark.bench;

/** A reliability plot as SVG: for ten bins of what was predicted, what happened. */
final class Reliability {

    private static final int SIZE = 360;
    private static final int MARGIN = 48;

    private Reliability() {}

    static String svg(String title, double[] expected, double[] right) {
        double[] sum = new double[10];
        double[] happened = new double[10];
        double[] number = new double[10];
        for (int i = 0; i < right.length; i++) {
            int bin = Metrics.bin(expected[i]);
            sum[bin] += expected[i];
            happened[bin] += right[i];
            number[bin]++;
        }
        StringBuilder dots = new StringBuilder();
        StringBuilder words = new StringBuilder();
        for (int bin = 0; bin < 10; bin++) {
            if (number[bin] > 0) {
                double predicted = sum[bin] / number[bin];
                double share = happened[bin] / number[bin];
                dots.append("  <circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>%n"
                        .formatted(x(predicted), y(share), 2 + 10 * Math.sqrt(number[bin] / right.length)));
                words.append(" %.2f: %.2f of %d;".formatted(predicted, share, (long) number[bin]));
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" role="img" font-family="sans-serif" font-size="12">
                  <title>%2$s</title>
                  <desc>Predicted and happened, by bin:%3$s the area of a dot is its share of the answers.</desc>
                  <rect width="%1$d" height="%1$d" fill="#fff"/>
                  <path d="M%4$.1f %5$.1f H%6$.1f M%4$.1f %5$.1f V%7$.1f" stroke="#333" fill="none"/>
                  <path d="M%4$.1f %5$.1f L%6$.1f %7$.1f" stroke="#777" stroke-dasharray="4 4" fill="none"/>
                  <g fill="#1f5fa8" fill-opacity=".8">
                %8$s  </g>
                  <text x="%9$d" y="20" text-anchor="middle">%2$s</text>
                  <text x="%9$d" y="%10$d" text-anchor="middle">predicted</text>
                  <text x="14" y="%9$d" text-anchor="middle" transform="rotate(-90 14 %9$d)">happened</text>
                  <text x="%4$.1f" y="%11$d" text-anchor="middle">0</text><text x="%6$.1f" y="%11$d" text-anchor="middle">1</text>
                  <text x="36" y="%5$.1f" text-anchor="end">0</text><text x="36" y="%7$.1f" text-anchor="end">1</text>
                </svg>
                """.formatted(
                        SIZE,
                        title.replace("&", "&amp;").replace("<", "&lt;"),
                        words,
                        x(0),
                        y(0),
                        x(1),
                        y(1),
                        dots,
                        SIZE / 2,
                        SIZE - 8,
                        SIZE - 28);
    }

    private static double x(double share) {
        return MARGIN + share * (SIZE - 2 * MARGIN);
    }

    private static double y(double share) {
        return SIZE - MARGIN - share * (SIZE - 2 * MARGIN);
    }
}
