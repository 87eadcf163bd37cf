/** People's standing, licences and parts over REST. */
@NullMarked
package dev.afterglow.studio.rights.api;

import org.jspecify.annotations.NullMarked;
