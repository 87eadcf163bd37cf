/** What may be asked about people. */
@NullMarked
package dev.afterglow.registry.identity.desk;

import org.jspecify.annotations.NullMarked;
