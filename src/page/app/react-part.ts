// A file of its own, since start.ts is to import it and nothing else of the first screen.
import 'react-dom/client';
