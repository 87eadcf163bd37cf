/** What may be asked about licences. */
@NullMarked
package dev.afterglow.registry.licence.desk;

import org.jspecify.annotations.NullMarked;
