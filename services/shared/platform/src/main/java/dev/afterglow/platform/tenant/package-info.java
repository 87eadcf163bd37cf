/** Whose call it is: shops that share an installation are tenants and see nothing of each other. */
@NullMarked
package dev.afterglow.platform.tenant;

import org.jspecify.annotations.NullMarked;
