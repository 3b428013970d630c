# The storefront, built from source: docker build -t storefront .
# The classic builder is enough; nothing here needs BuildKit.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build

# The dependencies, in a layer that only the build files void. Packaging the module without its sources downloads
# what the real build downloads, which dependency:go-offline does not; the placeholder is there because the compiler
# plugin fetches the annotation processors for the sake of a source only.
COPY mvnw pom.xml ./
COPY .mvn .mvn
RUN mkdir -p src/main/java \
	&& echo 'interface Placeholder {}' >src/main/java/Placeholder.java \
	&& ./mvnw -B -ntp -q -Dmaven.test.skip -Dspring-javaformat.validate.skip package \
	&& rm -rf src target

COPY src/main/java src/main/java
COPY src/main/resources src/main/resources
RUN ./mvnw -B -ntp -q -Dmaven.test.skip -Dspring-javaformat.validate.skip package \
	&& mv target/*-app.jar storefront.jar \
	&& java -Djarmode=tools -jar storefront.jar extract --layers --destination layers \
	&& rm -rf target storefront.jar

FROM eclipse-temurin:25-jre
# A home and a login shell, because hosts that offer a shell log in to it as this user
RUN useradd --uid 10001 --user-group --create-home --shell /bin/bash storefront \
	&& install -d -m 0700 -o storefront -g storefront /home/storefront/.ssh
WORKDIR /app

# What changes seldom comes first
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY src/main/docker/fix_migrations.sh ./

# A number, which an orchestrator can tell from root
USER 10001
# Half of a small instance for the heap: the other half is needed for classes, compiled code, threads and buffers.
# An instance that has run out of memory ends, so that the host starts another.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
# The exec form makes java process 1, which gets the host's SIGTERM and stops gracefully
ENTRYPOINT ["java", "-jar", "storefront.jar"]
