// Checks EPUBs with EPUBCheck, one after the other in one machine: starting it costs ten times what a check does.
// Run:  java -cp epubcheck.jar EpubCheckServer.java
// Reads lines "FILE<tab>REPORT" and writes EPUBCheck's JSON report of FILE, remarks on usage too, to REPORT. Each
// is answered by a line with EPUBCheck's exit status. Ends with its input.
import com.adobe.epubcheck.tool.EpubChecker;
import java.io.*;
import java.nio.charset.StandardCharsets;
public class EpubCheckServer {
  public static void main(String[] a) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err); // What EPUBCheck says to a terminal is no answer.
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = in.readLine()) != null; ) {
      String[] asked = line.split("\t");
      answers.println(new EpubChecker().run(new String[] {asked[0], "-u", "--json", asked[1]}));
      answers.flush();
    }
  }
}
