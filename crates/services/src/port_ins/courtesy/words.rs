//! What people are told of the numbers that stand in for those on their way.

use domain::phone::national;

use crate::notices::Words;

/// The kind of these notices.
pub(super) const KIND: &str = "port_in";

/// A temporary number can be used.
pub(super) fn here(number: &str, awaited: &str, whose: &str) -> Words {
    let [number, awaited] = [number, awaited].map(national);
    Words {
        title: [
            format!("{whose} can use {number} until {awaited} is here"),
            format!("{whose} puede usar el {number} hasta que llegue el {awaited}"),
        ],
        body: [
            format!(
                "Install its eSIM from the line’s page. It costs nothing, and ends once {awaited} works here. Tell only \
                 people who must reach {whose} in the meantime, and no bank that sends codes."
            ),
            format!(
                "Instala su eSIM desde la página de la línea. No cuesta nada y termina cuando el {awaited} funcione aquí. \
                 Dáselo solo a quien deba localizar a {whose} mientras tanto, y a ningún banco que mande códigos."
            ),
        ],
        button: ["Install the eSIM", "Instalar la eSIM"],
    }
}

/// A temporary number has ended.
pub(super) fn ended(number: &str, awaited: &str) -> Words {
    let [number, awaited] = [number, awaited].map(national);
    Words {
        title: [format!("The temporary number {number} has ended"), format!("El número temporal {number} terminó")],
        body: [
            format!("It stood in for {awaited}. You can delete its eSIM from the phone."),
            format!("Ocupaba el lugar del {awaited}. Ya puedes borrar su eSIM del teléfono."),
        ],
        button: ["See the transfer", "Ver el traslado"],
    }
}
