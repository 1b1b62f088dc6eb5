//! `/brand.css`: the operator's colour in place of the portal's own.

use app::context::AppState;
use axum::{extract::State, response::IntoResponse};
use http::{
    StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};

/// Lightness and chroma of the main colour and of what is written on it, as in `style/main.css`. The operator chooses
/// the hue alone, so the contrast holds whichever it is.
const LIGHT: [(f64, f64); 2] = [(0.44, 0.094), (0.985, 0.008)];
const DARK: [(f64, f64); 2] = [(0.76, 0.105), (0.2, 0.04)];

/// The colours; 404 where the operator has chosen none.
pub(crate) async fn style(State(state): State<AppState>) -> impl IntoResponse {
    let Some(hue) = state.brand.hue else { return StatusCode::NOT_FOUND.into_response() };
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=86400")], sheet(hue)).into_response()
}

/// Three times `:root`: more specific than the themes, whichever comes last.
fn sheet(hue: u16) -> String {
    let theme = |[main, on_it]: [(f64, f64); 2]| {
        let colour = |(lightness, chroma): (f64, f64)| format!("oklch({lightness} {chroma} {hue})");
        format!(":root:root:root{{--color-primary:{};--color-primary-content:{}}}", colour(main), colour(on_it))
    };
    format!("{}\n@media (prefers-color-scheme:dark){{{}}}\n", theme(LIGHT), theme(DARK))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG has it, of a colour in OKLCH.
    fn luminance((lightness, chroma): (f64, f64), hue: u16) -> f64 {
        let (sin, cos) = f64::from(hue).to_radians().sin_cos();
        let (a, b) = (chroma * cos, chroma * sin);
        let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        let red = 4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s;
        let green = -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s;
        let blue = -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s;
        0.2126 * red.clamp(0.0, 1.0) + 0.7152 * green.clamp(0.0, 1.0) + 0.0722 * blue.clamp(0.0, 1.0)
    }

    fn contrast(one: f64, other: f64) -> f64 {
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_hue_can_be_read_on_paper_and_on_the_button() {
        // The grounds of the two themes: `--color-base-200`.
        let (paper, night) = ((0.969, 0.006), (0.205, 0.017));
        for hue in 0..360 {
            for ([main, on_it], ground, ground_hue) in [(LIGHT, paper, 95), (DARK, night, 250)] {
                let main = luminance(main, hue);
                assert!(contrast(main, luminance(on_it, hue)) >= 4.5, "words on the button at hue {hue}");
                assert!(contrast(main, luminance(ground, ground_hue)) >= 4.5, "words in the colour at hue {hue}");
            }
        }
    }

    #[test]
    fn the_sheet_has_both_themes() {
        let sheet = sheet(25);
        assert!(sheet.contains("--color-primary:oklch(0.44 0.094 25)"), "{sheet}");
        assert!(sheet.contains("@media (prefers-color-scheme:dark)"), "{sheet}");
    }
}
